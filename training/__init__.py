"""Makes the tone model anew from the labelled mails; no part of what is installed."""
