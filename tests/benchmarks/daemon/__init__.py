"""What the daemon costs: time from a saved draft to its note, memory and idle work by accounts, the first look at a huge mailbox."""
