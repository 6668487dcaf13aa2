"""The pages of this package, by noun."""

from lms.accounts.views import account, invitations, links, second_factor, sign_in
from lms.accounts.views.blueprint import accounts

__all__ = ["account", "accounts", "invitations", "links", "second_factor", "sign_in"]
