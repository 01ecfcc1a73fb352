"""The attribution tagger: an encoder, a tag for each word, and a score for each pair of cue and word.

Which words are cues is a question about one word; whose source or content a word is, is a question about two. So there
are two heads: tags (begin, inside, outside; Ramshaw and Marcus 1995) and a biaffine score (Dozat and Manning 2017) that
labels every word as seen from every cue. The second makes linking, discontinuous contents and
nesting part of the model.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

OUT, B_SOURCE, I_SOURCE, B_CONTENT, I_CONTENT = range(5)
REACH = 100  # words; farther apart counts as this far
SHAPES, QUOTING = 6, 3
STANCES = ("affirm", "deny", "no_comment", "doubt")


class Tagger(nn.Module):
    """Windows -> logits. `first` picks each word's first piece; all word tensors are padded with zeros.

    Returns cue tags (B, W, 3), cue tags at any depth (B, W, 3), flat tags (B, W, 5), pairs (B, W, W, 5), where
    [b, c, w] labels word w as seen from word c, and the stance of each word if it is a cue (B, W, 4; STANCES).
    """

    def __init__(self, config: BertConfig, pair_size: int = 128) -> None:
        super().__init__()
        self.encoder = BertModel(config, add_pooling_layer=False)
        size = config.hidden_size
        self.shape = nn.Embedding(SHAPES + 1, size)
        self.quoting = nn.Embedding(QUOTING + 1, size)
        self.cue, self.inner, self.flat = nn.Linear(size, 3), nn.Linear(size, 3), nn.Linear(size, 5)
        self.from_cue, self.to_word = nn.Linear(size, pair_size), nn.Linear(size, pair_size)
        self.between = nn.Parameter(torch.empty(5, pair_size + 1, pair_size + 1))
        self.distance = nn.Embedding(2 * REACH + 1, 5)
        self.stance = nn.Sequential(nn.Linear(2 * size, pair_size), nn.GELU(), nn.Linear(pair_size, len(STANCES)))
        nn.init.normal_(self.shape.weight, std=0.02)
        nn.init.normal_(self.quoting.weight, std=0.02)
        nn.init.normal_(self.between, std=0.02)
        nn.init.zeros_(self.distance.weight)

    def forward(
        self, pieces: Tensor, mask: Tensor, shape: Tensor, quoting: Tensor, first: Tensor
    ) -> tuple[Tensor, ...]:
        embedded = self.encoder.embeddings.word_embeddings(pieces) + self.shape(shape) + self.quoting(quoting)
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        words = torch.gather(hidden, 1, first.unsqueeze(-1).expand(-1, -1, hidden.shape[-1]))
        flat = self.flat(words)
        pairs = self.pairs(words, flat)
        return self.cue(words), self.inner(words), flat, pairs, self.stances(words, pairs)

    def stances(self, words: Tensor, pairs: Tensor) -> Tensor:
        """A denial may stand in the cue or in what is said, so both are looked at: the cue and its content's mean."""
        chance = torch.softmax(pairs.detach(), -1)[..., B_CONTENT:].sum(-1)
        content = chance @ words / (chance.sum(-1, keepdim=True) + 0.01)
        return self.stance(torch.cat([words, content], -1))

    def pairs(self, words: Tensor, flat: Tensor) -> Tensor:
        one = torch.ones_like(words[..., :1])
        cue = torch.cat([nn.functional.gelu(self.from_cue(words)), one], -1)
        word = torch.cat([nn.functional.gelu(self.to_word(words)), one], -1)
        score = torch.einsum("bci,kij,bwj->bcwk", cue, self.between, word)
        place = torch.arange(words.shape[1], device=words.device)
        apart = (place[None, :] - place[:, None]).clamp(-REACH, REACH) + REACH
        return score + self.distance(apart) + flat[:, None]


def from_encoder(folder: Path, dropout: float = 0.0) -> Tagger:
    """A tagger that starts from the encoder in `folder` (config.json, model.safetensors); word embeddings frozen."""
    from safetensors.torch import load_file

    config = BertConfig.from_pretrained(folder)
    config.hidden_dropout_prob = dropout
    config.attention_probs_dropout_prob = 0.0  # dropout there rules out the fast kernel and costs half the speed
    tagger = Tagger(config)
    weights = {k: v for k, v in load_file(folder / "model.safetensors").items() if not k.startswith("pooler")}
    missing, unexpected = tagger.encoder.load_state_dict(weights, strict=False)
    assert not missing, missing
    assert all("position_ids" in name for name in unexpected), unexpected
    tagger.encoder.embeddings.word_embeddings.weight.requires_grad = False
    return tagger
