"""An invented mailbox on a real IMAP server inside this process, so that everything can be tried without an account."""
