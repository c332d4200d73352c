import { describe, expect, it } from 'vitest'
import { lineHistory } from './line-history'

function store(content: Record<string, string> = {}) {
  return {
    content,
    getItem: (name: string) => content[name] ?? null,
    setItem(name: string, value: string) {
      content[name] = value
    },
  }
}

describe('the history of lines', () => {
  it('is there again for the same person, and for nobody else', () => {
    const kept = store()
    lineHistory(kept, 'ann').add('Get-Mailbox')
    expect(lineHistory(kept, 'ann').lines).toEqual(['Get-Mailbox'])
    expect(lineHistory(kept, 'bob').lines).toEqual([])
  })

  it('can call a line with a password back, but writes it down nowhere', () => {
    const kept = store()
    const history = lineHistory(kept, 'ann')
    history.add("ConvertTo-SecureString 'Sunrise-7' -AsPlainText -Force")
    history.add('Get-Queue')
    expect(history.lines).toHaveLength(2)
    expect(JSON.stringify(kept.content)).not.toContain('Sunrise')
    expect(lineHistory(kept, 'ann').lines).toEqual(['Get-Queue'])
  })

  it('holds 200 lines, and one that is repeated once', () => {
    const history = lineHistory(store(), 'ann')
    for (let number = 0; number < 210; number++) history.add(`Get-Queue ${number}`)
    history.add('Get-Queue 209')
    expect(history.lines).toHaveLength(200)
    expect(history.lines.at(-1)).toBe('Get-Queue 209')
  })

  it('is empty where the browser keeps something else, or nothing', () => {
    for (const text of ['{', '{"a":1}', '[1,null]', 'null'])
      expect(lineHistory(store({ 'shell-history:ann': text }), 'ann').lines).toEqual([])
    expect(lineHistory(null, 'ann').lines).toEqual([])
  })

  it('is searched from the newest line back', () => {
    const history = lineHistory(null, 'ann')
    for (const line of ['Get-Mailbox Frank', 'Get-Queue', 'Set-Mailbox Frank']) history.add(line)
    expect(history.search('FRANK', 3)?.line).toBe('Set-Mailbox Frank')
    expect(history.search('frank', 2)?.line).toBe('Get-Mailbox Frank')
    expect(history.search('frank', 0)).toBeNull()
  })
})
