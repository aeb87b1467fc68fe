"""Fitting the weights that order passages, and those that decide whether to answer.

python -m evals.calibration
"""
