"""What officers are told: new work, coming due, overdue, sent back, opinions asked, too long a wait."""
