"""What the program is measured by, each figure beside a control in the same run."""
