import { beforeEach, describe, expect, it, vi } from 'vitest'
import { findKeptText, forgetAllTexts, forgetText, forgetTextsOfOthers, keepText, keptKey } from './kept-text'

const text = { to: 'a@x', cc: '', bcc: '', subject: 'Lunch', body: 'At noon?' }
const key = keptKey('frank@contoso.com', 'new', '')

beforeEach(() => {
  const kept = new Map<string, string>()
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  }
  const keysOf = { ownKeys: () => [...kept.keys()], getOwnPropertyDescriptor: () => described }
  vi.stubGlobal('sessionStorage', new Proxy(storage, keysOf))
})
const described = { enumerable: true, configurable: true }

describe('What is typed into a message', () => {
  it('is found again by whoever wrote it, in the same message', () => {
    keepText(key, text)
    expect(findKeptText(key)).toEqual(text)
    expect(findKeptText(keptKey('anna@contoso.com', 'new', ''))).toBeNull()
    expect(findKeptText(keptKey('frank@contoso.com', 'reply', '7'))).toBeNull()
  })

  it('is nowhere after signing out, and other pages keep what is theirs', () => {
    keepText(key, text)
    sessionStorage.setItem('a wizard', '{}')
    forgetAllTexts()
    expect([findKeptText(key), sessionStorage.getItem('a wizard')]).toEqual([null, '{}'])
  })

  it('does not outlive the session of whoever wrote it, where somebody else signs in', () => {
    keepText(key, text)
    forgetTextsOfOthers('frank@contoso.com')
    expect(findKeptText(key)).toEqual(text)
    forgetTextsOfOthers('frank@contoso.co')
    expect(findKeptText(key)).toBeNull()
  })

  it('is forgotten without harm where the browser keeps nothing', () => {
    vi.stubGlobal('sessionStorage', undefined)
    forgetText(key)
    forgetAllTexts()
    forgetTextsOfOthers('frank@contoso.com')
    expect(findKeptText(key)).toBeNull()
  })

  it.each(['', '{', 'null', '[]', '{"to":1}'])('is not made of anything else: %s', (other) => {
    sessionStorage.setItem(key, other)
    expect(findKeptText(key)).toBeNull()
  })
})
