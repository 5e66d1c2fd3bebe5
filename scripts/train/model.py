"""The line model: convolutions, three two-way LSTMs, CTC. Not for choosing letters: that is decoding.

Input: lines as ink (0 paper, 1 ink), batch x 1 x 48 x width, width a multiple of 4. Output: one score a letter for every 4 px of width; score 0 is the blank.
Shape after Shi, Bai, Yao (2017), with the second CTC head on the convolutions that lets training leave its plateau (used in training only).
"""
import torch
from torch import nn

STRIDE = 4


def block(inside, outside, size=3, stride=1):
    return nn.Sequential(nn.Conv2d(inside, outside, size, stride, size // 2, bias=False), nn.BatchNorm2d(outside), nn.ReLU(inplace=True))


class LineModel(nn.Module):
    def __init__(self, letters, widths=(32, 64, 128, 224), features=256, hidden=224, depth=3, dropout=0.15):
        super().__init__()
        first, second, third, fourth = widths
        self.shape = {"letters": letters, "widths": list(widths), "features": features, "hidden": hidden, "depth": depth}
        self.look = nn.Sequential(
            block(1, first, 5, 2), block(first, second, 3, 2), block(second, second), nn.MaxPool2d((2, 1)),
            block(second, third), block(third, third), nn.MaxPool2d((2, 1)), block(third, fourth),
        )
        self.flat = nn.Linear(fourth * 3, features)
        self.drop = nn.Dropout(dropout)
        self.read = nn.LSTM(features, hidden, depth, bidirectional=True, batch_first=True, dropout=dropout)
        self.letters = nn.Linear(hidden * 2, letters + 1)
        self.glance = nn.Linear(features, letters + 1)

    def forward(self, ink, both=False):
        """Scores, batch x width/4 x letters+1; with `both` those of the second head too."""
        seen = self.look(ink).permute(0, 3, 2, 1).flatten(2)
        seen = torch.relu(self.flat(seen))
        read, _ = self.read(self.drop(seen))
        scores = self.letters(self.drop(read))
        return (scores, self.glance(seen)) if both else scores


def greedy(scores, widths, alphabet):
    """The best letter of every step, doubles and blanks taken out: one text a line. `widths` in px."""
    best = scores.argmax(-1).cpu().tolist()
    texts = []
    for line, width in zip(best, widths):
        steps, last, letters = line[: -(-int(width) // STRIDE)], 0, []
        for letter in steps:
            if letter and letter != last:
                letters.append(alphabet[letter - 1])
            last = letter
        texts.append("".join(letters))
    return texts
