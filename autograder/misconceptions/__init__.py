"""Misconceptions, known mistakes in the reference: which one does a submission behave like?"""
