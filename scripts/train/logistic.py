"""Logistic curves: fitting one, and how far told probabilities lie off. Not for what a curve weighs: calibrate.py (words) and calibrate_fields.py have terms
of their own."""
from collections import defaultdict

import numpy as np

BINS = 10
FARTHEST = 2.0  # a step of a weight: a term that few rows have would run away


def fitted(X, y, towards, pull, free):
    """Weights of the terms `free` (the others are 0), drawn towards `towards` as `pull` rows would."""
    X, towards, whole = X[:, free], np.array(towards, float)[free], np.zeros(X.shape[1])
    w = towards.copy()
    for _ in range(200):
        p = 1 / (1 + np.exp(-X @ w))
        step = np.linalg.solve(X.T @ (X * (p * (1 - p) + 1e-9)[:, None]) + pull * np.eye(len(w)), X.T @ (y - p) - pull * (w - towards))
        w = w + np.clip(step, -FARTHEST, FARTHEST)
        if abs(step).max() < 1e-9:
            break
    whole[free] = w
    return whole


def ece(pairs):
    """Expected calibration error of (probability told, right)."""
    bins = defaultdict(lambda: [0.0, 0])
    for p, right in pairs:
        b = bins[min(int(p * BINS), BINS - 1)]; b[0] += p; b[1] += right
    return sum(abs(p - right) for p, right in bins.values()) / len(pairs)
