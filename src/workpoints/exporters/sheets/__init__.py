"""The ledger as a workbook: sheets laid out for print, which offices fill in and send back."""
