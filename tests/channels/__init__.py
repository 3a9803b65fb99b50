"""How inquiries reach us: by mail over SMTP and IMAP, by fax, and whatever hostile comes the same ways."""
