"""The vault: masked originals, encrypted in a file beside the workbook, opened by passphrase."""
