"""What people and other programs read: results as tables, pages and machine formats."""
