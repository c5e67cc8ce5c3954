"""Registers of dossiers (Mẫu 06): on screen, as a workbook and as PDF."""
