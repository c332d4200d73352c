import fc from 'fast-check'

const quotes = ["'", '’', '‘', '‚', '‛', '"', '“']
const syntax = ['`', '$', '(', ')', '{', ';', '|', '\n', '\r', '#', '<', '>', '@', '-', ' ']
const others = ['x', '💥', 'א', '\u202e', '\u2028']

/** Texts that a careless script would trip over: of anything, and of the signs that mean something to PowerShell. */
export const awkwardText = fc
  .oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...quotes, ...syntax, ...others) }))
  .map((text) => text.replaceAll('\0', '').toWellFormed())
