export const IMPORT_HELP = `Usage: node dist/src/cli.js import-tickets FILE --shop SLUG [options]

Brings tickets in from a CSV file. Running it again with the same file adds nothing.

  --shop SLUG        the shop: its slug, public key or id
  --dry-run          say what would come in, and stop
  --date-order ORDER dmy or mdy, where the file's own dates leave it open
  --country CODE     country of phone numbers without a prefix (the shop's)
  --time-zone ZONE   zone of times that name none (the shop's)

Exit code: 0 when every row is in, 3 when some stayed out, 1 when the file is refused or the import failed.
`;
