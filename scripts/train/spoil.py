"""What pens, paper, rulings, neighbours and cameras do to a line: drawn anew every time a line is shown in training. All on whole batches, where the
model is. Not for test lines.

A batch is ink (0 paper, 1 darkest), lines x 48 x width.
"""
import math

import torch
import torch.nn.functional as F

from lines import HEIGHT


def chance(lines, share, device):
    return (torch.rand(lines, 1, 1, device=device) < share).float()


def between(lines, low, high, device):
    return low + (high - low) * torch.rand(lines, 1, 1, device=device)


def placed(ink, stretch, out_width):
    """Scaled (a crop that is too tall leaves its letters small), moved, slanted, turned and bent; `stretch` is each line's scale of width."""
    lines, _, width = ink.shape
    device = ink.device
    size = torch.where(torch.rand(lines, 1, 1, device=device) < 0.6, between(lines, 0.66, 1.0, device), between(lines, 0.94, 1.08, device))
    spare = (1 - size).clamp(min=0) * HEIGHT / 2
    down = (torch.rand(lines, 1, 1, device=device) * 2 - 1) * (spare + 1.5)
    slant, turn = torch.randn(lines, 1, 1, device=device) * 0.12, torch.randn(lines, 1, 1, device=device) * 0.004
    y = torch.arange(HEIGHT, device=device).view(1, -1, 1) - (HEIGHT - 1) / 2
    x = torch.arange(out_width, device=device).view(1, 1, -1).float()
    bend = F.interpolate(torch.randn(lines, 2, 4, max(2, out_width // 24), device=device), (HEIGHT, out_width), mode="bicubic", align_corners=True)
    force = between(lines, 0, 1.1, device)
    middle = out_width / 2
    source_y = (y - down - turn.clamp(-0.01, 0.01) * (x - middle)) / size + (HEIGHT - 1) / 2 + bend[:, 0] * force
    source_x = (x - 4 - slant * y) / (stretch.view(-1, 1, 1) * 1.0) + bend[:, 1] * force
    grid = torch.stack((source_x * 2 / (width - 1) - 1, source_y * 2 / (HEIGHT - 1) - 1), -1)
    return F.grid_sample(ink.unsqueeze(1), grid, mode="bilinear", padding_mode="zeros", align_corners=True).squeeze(1)


def neighbours(ink):
    """Feet of the line above and heads of the line below reach in."""
    lines, device = len(ink), ink.device
    other = torch.roll(ink, 1, 0)
    up = (torch.rand(lines, device=device) * 10).long() + HEIGHT - 14
    rows = torch.arange(HEIGHT, device=device).view(1, -1)
    from_above = rows + up.view(-1, 1)
    from_below = rows - up.view(-1, 1)
    reach = torch.zeros_like(ink)
    for index in (from_above, from_below):
        inside = ((index >= 0) & (index < HEIGHT)).unsqueeze(-1)
        moved = torch.gather(other, 1, index.clamp(0, HEIGHT - 1).unsqueeze(-1).expand_as(other))
        reach = torch.maximum(reach, moved * inside * chance(lines, 0.22, device))
    return torch.maximum(ink, reach)


def ruled(ink):
    """Ruled, dotted and table lines through or beside the writing."""
    lines, height, width = ink.shape
    device = ink.device
    y, x = torch.arange(height, device=device).view(1, -1, 1), torch.arange(width, device=device).view(1, 1, -1)
    at = HEIGHT * torch.where(torch.rand(lines, 1, 1, device=device) < 0.7, between(lines, 0.62, 0.95, device), between(lines, 0.0, 1.0, device))
    slope = torch.randn(lines, 1, 1, device=device) * 0.004
    rule = (between(lines, 0.5, 1.4, device) - (y - at - slope * x).abs()).clamp(0, 1)
    period = between(lines, 3, 11, device)
    dots = torch.where(torch.rand(lines, 1, 1, device=device) < 0.4, ((x / period) % 1 < 0.45).float(), torch.ones(1, device=device))
    rule = rule * dots * between(lines, 0.15, 0.9, device) * chance(lines, 0.28, device)
    edge = torch.where(torch.rand(lines, 1, 1, device=device) < 0.8, between(lines, 0, 6, device), between(lines, 0, 1, device) * width)
    upright = (between(lines, 0.5, 1.6, device) - (x - edge - slope * 8 * y).abs()).clamp(0, 1) * between(lines, 0.2, 0.9, device) * chance(lines, 0.14, device)
    return torch.maximum(torch.maximum(ink, rule), upright)


def blurred(ink, sigma):
    reach = max(1, math.ceil(2 * sigma))
    taps = torch.exp(-(torch.arange(-reach, reach + 1, device=ink.device) ** 2) / (2 * sigma * sigma))
    taps = taps / taps.sum()
    soft = F.conv2d(ink.unsqueeze(1), taps.view(1, 1, -1, 1), padding=(reach, 0))
    return F.conv2d(soft, taps.view(1, 1, 1, -1), padding=(0, reach)).squeeze(1)


def photographed(ink, rng):
    """Bleed-through, uneven light, weak or strong ink, blur, grain, and scanners that know black and white only."""
    lines, height, width = ink.shape
    device = ink.device
    ink = ink * between(lines, 0.5, 1.1, device)
    back = torch.flip(torch.roll(ink, 2, 0), (2,)) * between(lines, 0.08, 0.35, device) * chance(lines, 0.15, device)
    ink = torch.maximum(ink, back)
    if rng.random() < 0.45:
        ink = blurred(ink, rng.uniform(0.4, 1.3))
    light = F.interpolate(torch.randn(lines, 1, 3, max(2, width // 48), device=device), (height, width), mode="bilinear", align_corners=True).squeeze(1)
    ink = ink + light * between(lines, 0, 0.09, device)
    ink = ink.clamp(0, 1.2) ** between(lines, 0.7, 1.5, device)
    ink = ink + torch.randn_like(ink) * between(lines, 0, 0.12, device)
    hard = torch.sigmoid((ink - between(lines, 0.25, 0.55, device)) * 14)
    return torch.where(torch.rand(lines, 1, 1, device=device) < 0.1, hard, ink)


def spoiled(ink, stretch, out_width, rng):
    """The batch as it is shown once: lines x 48 x `out_width`."""
    return photographed(ruled(neighbours(placed(ink, stretch, out_width))), rng)
