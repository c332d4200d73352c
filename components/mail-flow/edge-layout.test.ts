import { describe, expect, it } from 'vitest'
import type { EdgeLine, EdgeNode } from '@/lib/network'
import { edgeLayout } from './edge-layout'

const node = (kind: EdgeNode['kind'], id: string): EdgeNode => ({
  id,
  kind,
  title: id,
  facts: [],
  state: 'ok',
  href: '/',
})
const line = (from: string, to: string): EdgeLine => ({ from, to, state: 'ok', says: '', mend: null })
const nodes = [
  node('Server', 'server'),
  node('Router', 'router'),
  node('Neighbor', 'one'),
  node('Provider', 'provider'),
  node('Neighbor', 'two'),
  node('Send connector', 'send'),
]

describe('The map of the edge', () => {
  it('goes from the Internet at the left to the servers at the right', () => {
    const x = (id: string) => edgeLayout({ nodes, lines: [] }).nodes.find((one) => one.node.id === id)?.x
    expect(x('one')).toBe(0)
    expect(x('provider')).toBe(x('router'))
    expect([x('one'), x('router'), x('send'), x('server')]).toEqual([0, 220, 440, 660])
  })

  it('puts nothing on top of something else, and nothing outside', () => {
    const { nodes: placed, height, width } = edgeLayout({ nodes, lines: [] })
    for (const one of placed) {
      expect(one.y).toBeGreaterThanOrEqual(0)
      expect(one.y + one.height).toBeLessThanOrEqual(height)
      expect(one.x + one.width).toBeLessThanOrEqual(width)
      for (const other of placed)
        if (one !== other && one.x === other.x)
          expect(one.y + one.height <= other.y || other.y + other.height <= one.y).toBe(true)
    }
  })

  it('draws a line from edge to edge, whichever way it leads', () => {
    const { lines } = edgeLayout({ nodes, lines: [line('send', 'router'), line('router', 'send')] })
    expect(lines.map(({ path }) => path.split(' ')[0])).toEqual(['M440', 'M406'])
  })

  it('draws a line downwards within a column', () =>
    expect(edgeLayout({ nodes, lines: [line('provider', 'router')] }).lines[0]?.path).toMatch(/V\d/))

  it('names its columns above where they stand', () =>
    expect(edgeLayout({ nodes, lines: [] }).headings.slice(0, 2)).toEqual([
      { title: 'The Internet', x: 0 },
      { title: 'Provider and router', x: 220 },
    ]))

  it('leaves out a line whose end is not on the map', () =>
    expect(edgeLayout({ nodes, lines: [line('one', 'nowhere')] }).lines).toEqual([]))

  it('is empty without places', () =>
    expect(edgeLayout({ nodes: [], lines: [] })).toMatchObject({ height: 0, nodes: [] }))
})
