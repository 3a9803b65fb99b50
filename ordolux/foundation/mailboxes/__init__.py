"""The mailboxes on other people's servers from which we fetch our mail."""
