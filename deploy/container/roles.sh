#!/bin/sh
# Both roles and the database, at the first start of the server's container.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" \
    --set owner_password="$OWNER_PASSWORD" --set app_password="$APP_PASSWORD" <<'SQL'
CREATE ROLE ordolux_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE ordolux_app LOGIN PASSWORD :'app_password';
CREATE DATABASE ordolux OWNER ordolux_owner;
REVOKE TEMPORARY ON DATABASE ordolux FROM PUBLIC;
SQL
