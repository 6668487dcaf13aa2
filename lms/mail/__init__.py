"""Messages and their outbox. A row written in the transaction is the truth; the worker sends it later.

Words it owns: *outbox*, *message*, *transport*, *composer* (the function that makes a message of one kind at sending).

A row keeps the kind, the recipient's id and parameters (ids only). Token and body are made at sending; the address goes
when the mail has been delivered. Mails carry no content, only that something waits.
"""
