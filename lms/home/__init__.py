"""Front pages: `/`, `/help`, `/privacy`, `/accessibility`, and whether the installation is up (`/healthz`, `/readyz`, `/metrics`)."""
