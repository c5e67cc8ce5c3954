"""Evaluation by NĐ 61/2018 on the screen: own scores with the right of reply, a table for leaders."""
