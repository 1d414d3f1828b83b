"""The ledger of a plan (任务分工台账): a line for each task, what offices fill in, and how that comes back."""
