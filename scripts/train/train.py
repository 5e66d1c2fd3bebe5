"""Trains a line model: time-bound, seeded, resumable. Not for judging it: `evaluate.py` reads the lines kept for that.

train.py OUT --script Latn|Cyrl --lines PACKED --rendered NPZ --seconds N [--leave-pages FILE] [--leave-groups A,B] [--then-all N] [--start MODEL]
"""
import argparse
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

import alphabet as letters_of
from lines import HEIGHT, loaded, transcribed
from model import STRIDE, LineModel, greedy
from spoil import spoiled

# Widths that batches come in, px, and the columns a batch holds: few shapes keep the card's memory in one piece.
WIDTHS = [96, 128, 192, 256, 320, 384, 448, 512, 640, 768, 896, 1024, 1280, 1536, 2048]
COLUMNS = 65536
PEAK, WARM = 1.2e-3, 300
# Scales of width in training: type may be read narrower than it stands, which is quicker.
STRETCH = {"hand": (0.8, 1.25), "typed": (0.55, 1.15), "print": (0.55, 1.15)}
# How often lines are shown: kinds of transcribed lines, and rendered ones, as shares of all.
SHARES = {
    "Latn": {("read", "hand"): 0.68, ("read", "typed"): 0.12, ("read", "print"): 0.04, ("rendered", "any"): 0.16},
    "Cyrl": {("read", "print"): 0.3, ("rendered", "any"): 0.7},
}
PAPER, DARKEST, LEAST = 0.70, 0.01, 24  # quantiles of paper and ink in a line; least difference of tone, of 255


def tones(columns):
    """Tones of paper and of the darkest ink of one line."""
    counts = np.cumsum(np.bincount(columns.ravel(), minlength=256))
    paper, dark = np.searchsorted(counts, [PAPER * counts[-1], DARKEST * counts[-1]])
    return float(paper), float(min(dark, paper - LEAST))


class Lines:
    """Lines on the device, as one flat array."""

    def __init__(self, held, alphabet, script, device):
        """`held`: (columns, text, kind, source, group), cleaned already."""
        self.texts = [text for _, text, *_ in held]
        self.kinds = [kind for _, _, kind, *_ in held]
        self.groups = [group for *_, group in held]
        self.widths = np.array([len(columns) for columns, *_ in held])
        self.tones = torch.tensor([tones(columns) for columns, *_ in held], device=device)
        self.flat = torch.from_numpy(np.concatenate([columns for columns, *_ in held])).to(device)
        self.starts = torch.tensor(np.concatenate([[0], np.cumsum(self.widths)[:-1]]), device=device)
        order = {letter: number + 1 for number, letter in enumerate(alphabet)}
        self.targets = [torch.tensor([order[letter] for letter in text]) for text in self.texts]
        self.weights = np.zeros(len(held))
        sources = [(source, kind if source == "read" else "any") for _, _, kind, source, _ in held]
        sizes = {group: self.groups.count(group) for group in set(self.groups)}
        for key, share in SHARES[script].items():
            of = np.array([source == key for source in sources])
            # Small groups are shown a little more often than their number of lines.
            each = np.where(of, np.array([sizes[group] ** -0.35 for group in self.groups]), 0)
            if each.sum() > 0:
                self.weights += share * each / each.sum()
        self.weights /= self.weights.sum()

    def ink(self, chosen, width):
        """The chosen lines as ink, on a ground `width` px wide."""
        device = self.flat.device
        at, widths = self.starts[chosen], torch.tensor(self.widths[chosen], device=device)
        column = torch.arange(width, device=device).view(1, -1)
        inside = column < widths.view(-1, 1)
        grey = self.flat[(at.view(-1, 1) + column).clamp(max=len(self.flat) - 1)].float()
        paper, dark = self.tones[chosen, 0].view(-1, 1, 1), self.tones[chosen, 1].view(-1, 1, 1)
        ink = ((paper - grey) / (paper - dark)).clamp(-0.2, 1.2) * inside.unsqueeze(-1)
        return ink.transpose(1, 2)


def batches(lines, rng, longest, columns):
    """Batches without end: (indices, stretch, width before, width after)."""
    while True:
        drawn = rng.choice(len(lines.weights), 6144, p=lines.weights)
        drawn = drawn[lines.widths[drawn] <= longest]
        low, high = np.array([STRETCH[lines.kinds[each]] for each in drawn]).T
        stretch = np.exp(rng.uniform(np.log(low), np.log(high)))
        after = lines.widths[drawn] * stretch + 10
        room = np.searchsorted(WIDTHS, after)
        made = []
        for number, width in enumerate(WIDTHS):
            of = np.flatnonzero((room == number) & (after / STRIDE > np.array([len(lines.targets[each]) * 1.3 for each in drawn])))
            for part in np.array_split(of, max(1, math.ceil(len(of) * width / columns))):
                if len(part) > 3:
                    made.append((drawn[part], stretch[part], width))
        for which in rng.permutation(len(made)):
            yield made[which]


def loss_of(model, lines, chosen, stretch, width, rng):
    device = lines.flat.device
    raw = lines.ink(chosen, int(lines.widths[chosen].max()) + 2)
    ink = spoiled(raw, torch.tensor(stretch, dtype=torch.float32, device=device), width, rng).unsqueeze(1)
    with torch.autocast(device.type, torch.bfloat16):
        scores, glance = model(ink, both=True)
    targets = [lines.targets[each] for each in chosen]
    sizes = torch.tensor([len(each) for each in targets], device=device)
    steps = torch.full((len(chosen),), scores.shape[1], device=device)
    flat = torch.cat(targets).to(device)
    ctc = lambda each: F.ctc_loss(each.float().log_softmax(-1).transpose(0, 1), flat, steps, sizes, zero_infinity=True)
    main = ctc(scores)
    return main + 0.3 * ctc(glance), main


@torch.no_grad()
def read(model, lines, chosen, alphabet):
    """Texts of the chosen lines, as they stand."""
    model.eval()
    texts = {}
    chosen = sorted(chosen, key=lambda each: lines.widths[each])
    for start in range(0, len(chosen), 64):
        part = np.array(chosen[start : start + 64])
        width = int(-(-(lines.widths[part].max() + 8) // STRIDE) * STRIDE)
        with torch.autocast(lines.flat.device.type, torch.bfloat16):
            scores = model(lines.ink(part, width).unsqueeze(1))
        texts |= dict(zip(part.tolist(), greedy(scores.float(), np.minimum(lines.widths[part] + 8, width), alphabet)))
    model.train()
    return texts


def edits(one, other):
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        last, row[0] = row[0], number
        for place, against in enumerate(other, 1):
            last, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, last + (letter != against))
    return row[-1]


def report(model, lines, chosen, alphabet):
    texts, wrong, total = read(model, lines, chosen, alphabet), {}, {}
    for each, text in texts.items():
        group = f"{lines.groups[each]}/{lines.kinds[each]}"
        wrong[group] = wrong.get(group, 0) + edits(text, lines.texts[each])
        total[group] = total.get(group, 0) + len(lines.texts[each])
    return {group: round(wrong[group] / total[group], 4) for group in sorted(total)}


def gather(options, alphabet, device):
    """Training lines, those left out for now, and validation lines."""
    leave_pages = {row.split("\t")[-1].strip() for row in open(options.leave_pages)} if options.leave_pages else set()
    leave_groups = set(filter(None, options.leave_groups.split(",")))
    now, later, never, judged = [], [], [], []
    for split in ("train", "val"):
        if not Path(f"{options.lines}-{split}.zip").exists():
            continue
        for columns, row in transcribed(f"{options.lines}-{split}", options.script):
            text = letters_of.cleaned(row["text"], alphabet)
            if not text or len(columns) < 8:
                continue
            line = (columns, text, row["kind"], "read", row["group"])
            kept = judged if split == "val" else never if row["group"] in leave_groups else later if Path(row["page"]).stem in leave_pages else now
            kept.append(line)
    columns, widths, texts, kinds = loaded(options.rendered)
    starts = np.concatenate([[0], np.cumsum(widths)])
    rendered = [(columns[a:b], letters_of.cleaned(text, alphabet), kind, "rendered", "rendered") for a, b, text, kind in zip(starts, starts[1:], texts, kinds)]
    rendered = [line for line in rendered if line[1]]
    judged += rendered[:150]
    rng = random.Random(0)
    judged = rng.sample(judged, min(len(judged), 900)) + rng.sample(later, min(len(later), 200)) + rng.sample(never, min(len(never), 300))
    print(len(now), "lines,", len(later), "of pages left out,", len(never), "of groups left out,", len(rendered), "rendered,", len(judged), "to judge by", flush=True)
    make = lambda held: Lines(held, alphabet, options.script, device)
    return make(now + rendered[150:]), make(now + later + rendered[150:]) if later else None, make(judged)


class Smoothed:
    """Running mean of the weights, which reads better than the last step."""

    def __init__(self, model):
        self.held = {name: value.detach().clone().float() for name, value in model.state_dict().items()}

    @torch.no_grad()
    def follow(self, model, step):
        keep = min(0.9985, (step + 1) / (step + 20))
        floats = [(self.held[name], value) for name, value in model.state_dict().items() if value.dtype.is_floating_point]
        torch._foreach_lerp_([held for held, _ in floats], [value.float() for _, value in floats], 1 - keep)

    def into(self, model):
        model.load_state_dict({name: value.to(model.state_dict()[name].dtype) for name, value in self.held.items()})
        return model


def run(model, lines, judged, options, seconds, peak, log, alphabet, name, curriculum=True):
    device = lines.flat.device
    model.train()
    smoothed = Smoothed(model)
    optimiser = torch.optim.AdamW(model.parameters(), lr=peak, weight_decay=0.01, fused=device.type == "cuda")
    rng, py = np.random.default_rng(options.seed), random.Random(options.seed)
    longest, mean, seen, step, told = (420 if curriculum else 10**6), 9.0, 0, 0, 0
    source, start = batches(lines, rng, longest, options.columns), time.time()
    while (done := (time.time() - start) / seconds) < 1 and step < options.steps:
        rate = peak * min(1, (step + 1) / (WARM if curriculum else 50)) * (1 if done < 0.4 else 0.5 * (1 + math.cos(math.pi * (done - 0.4) / 0.6)))
        for group in optimiser.param_groups:
            group["lr"] = max(rate, peak * 0.003)
        chosen, stretch, width = next(source)
        loss, main = loss_of(model, lines, chosen, stretch, width, py)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 3.0)
        optimiser.step()
        smoothed.follow(model, step)
        step, seen = step + 1, seen + len(chosen)
        if step % 25 == 0:
            mean = 0.7 * mean + 0.3 * main.item() if mean < 9 else main.item()
            if longest < 10**6 and (mean < 1.0 or done > 0.15):
                longest = 10**6
                source = batches(lines, rng, longest, options.columns)
        if done * 12 >= told + 1 or step == 25:
            told += 1
            print(f"{name} {time.time() - start:.0f} s step {step} lines {seen} loss {mean:.3f} longest {longest}", flush=True)
            if told % options.report == 0:
                held = {key: value.clone() for key, value in model.state_dict().items()}
                print(name, json.dumps(report(smoothed.into(model), judged, range(0, len(judged.texts), 3), alphabet), ensure_ascii=False), flush=True)
                model.load_state_dict(held)
    smoothed.into(model)
    log[name] = {"seconds": round(time.time() - start), "lines": seen, "steps": step, "loss": mean}
    save(model, f"{options.out}-{name}.pt", alphabet, log)
    log[name]["cer"] = report(model, judged, range(len(judged.texts)), alphabet)
    print(name, "END", seen, "lines", json.dumps(log[name]["cer"], ensure_ascii=False), flush=True)
    save(model, f"{options.out}-{name}.pt", alphabet, log)


def save(model, path, alphabet, log):
    state = {key: value.half() if value.dtype == torch.float32 else value for key, value in model.state_dict().items()}
    torch.save({"shape": model.shape, "alphabet": alphabet, "state": state, "log": log}, path)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--script", required=True)
    parser.add_argument("--lines", required=True)
    parser.add_argument("--rendered", required=True)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--then-all", type=float, default=0)
    parser.add_argument("--leave-pages", default="")
    parser.add_argument("--leave-groups", default="")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peak", type=float, default=PEAK)
    parser.add_argument("--report", type=int, default=3)
    parser.add_argument("--columns", type=int, default=COLUMNS)
    parser.add_argument("--steps", type=int, default=10**9)
    parser.add_argument("--start", default="")
    parser.add_argument("--dropout", type=float, default=0.15)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    alphabet = letters_of.LATIN_MODEL if options.script == "Latn" else letters_of.CYRILLIC_MODEL
    lines, everything, judged = gather(options, alphabet, device)
    model = LineModel(len(alphabet), dropout=options.dropout).to(device, memory_format=torch.channels_last)
    if options.start:
        model.load_state_dict(torch.load(options.start, map_location=device)["state"])
    log = {"script": options.script, "seed": options.seed}
    if options.start:
        log["before"] = torch.load(options.start, map_location="cpu")["log"]
    run(model, lines, judged, options, options.seconds, options.peak, log, alphabet, "held", not options.start)
    if options.then_all and everything:
        del lines
        run(model, everything, judged, options, options.then_all, options.peak / 4, log, alphabet, "all", False)


if __name__ == "__main__":
    main()
