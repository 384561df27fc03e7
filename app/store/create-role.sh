#!/bin/sh
# Run once by the image of PostgreSQL: a role that owns the database of the App and is nothing else, so that row-level security binds it.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$POSTGRES_PASSWORD" -U postgres <<'SQL'
CREATE ROLE weighbridge LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE PASSWORD :'password';
CREATE DATABASE weighbridge OWNER weighbridge;
SQL
