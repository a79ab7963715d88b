"""Ridge logistic regression by Newton's method, on rows of few features; standard library only."""
import math


def sigmoid(x):
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))


def solve(matrix, vector):
    """Gaussian elimination with pivots."""
    n = len(vector)
    a = [row[:] + [v] for row, v in zip(matrix, vector)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda k: abs(a[k][i]))
        a[i], a[pivot] = a[pivot], a[i]
        for k in range(i + 1, n):
            factor = a[k][i] / a[i][i]
            if factor:
                row, top = a[k], a[i]
                for j in range(i, n + 1):
                    row[j] -= factor * top[j]
    x = [0.0] * n
    for i in reversed(range(n)):
        x[i] = (a[i][n] - sum(a[i][j] * x[j] for j in range(i + 1, n))) / a[i][i]
    return x


def fit(rows, prior, ridge):
    """Weights of rows ([(index, value)...], weight of the right, weight of all), pulled to `prior`."""
    size = len(prior)
    beta = list(prior)
    for _ in range(30):
        gradient = [r * (b - p) for r, b, p in zip(ridge, beta, prior)]
        hessian = [[0.0] * size for _ in range(size)]
        for i in range(size):
            hessian[i][i] = ridge[i]
        for at, right, total in rows:
            p = sigmoid(sum(beta[i] * x for i, x in at))
            slope, curve = total * p - right, total * p * (1 - p)
            for i, x in at:
                gradient[i] += slope * x
                line, scaled = hessian[i], curve * x
                for j, y in at:
                    line[j] += scaled * y
        step = solve(hessian, gradient)
        beta = [b - max(-1.0, min(1.0, s)) for b, s in zip(beta, step)]
        if max(map(abs, step)) < 1e-3:
            break
    return beta
