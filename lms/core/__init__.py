"""What every other package stands on: settings, database, transactions, access, errors, clock, tokens, encryption, languages.

Words it owns: *access* (public, signed in, permitted), *transaction* (one per request), *clock* (the only one).

Decided 2026-11: Danish texts lie beside the package they belong to (`<package>/translations/`) and are read from the
`.po` files at start, because a compiled copy in the repository can lag behind its source without anybody noticing.
Decided 2026-11: the worker polls the outbox every two seconds instead of being woken by a task queue, because the rows
are the truth anyway and an indexed look-up costs less than a second queue that can lose its message.
"""
