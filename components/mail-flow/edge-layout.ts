import type { EdgeLine, EdgeMap, EdgeNode } from '@/lib/network'

export interface PlacedNode {
  readonly node: EdgeNode
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface PlacedLine {
  readonly line: EdgeLine
  /** A path of SVG. */
  readonly path: string
}

export interface EdgeLayout {
  readonly width: number
  readonly height: number
  /** What stands above each column. */
  readonly headings: readonly { readonly title: string; readonly x: number }[]
  readonly nodes: readonly PlacedNode[]
  readonly lines: readonly PlacedLine[]
}

/** From the Internet at the left to the mailboxes at the right. */
const columns: readonly { readonly title: string; readonly kinds: readonly EdgeNode['kind'][] }[] = [
  { title: 'The Internet', kinds: ['Neighbor'] },
  { title: 'Provider and router', kinds: ['Provider', 'Router'] },
  {
    title: 'Connectors',
    kinds: ['Receive connector', 'Send connector', 'Foreign connector', 'Delivery Agent connector'],
  },
  { title: 'Servers', kinds: ['Server'] },
  { title: 'Databases', kinds: ['Database'] },
]
const nodeWidth = 186
const between = 34
const gap = 10
/** Between the provider and the router, where a line goes down. */
const wideGap = 56
const heightOf = ({ kind }: EdgeNode) => (kind === 'Neighbor' ? 38 : 56)

/** Where everything stands on the map, in units of its own. Lines whose ends are not on it are left out. */
export function edgeLayout({ nodes, lines }: EdgeMap): EdgeLayout {
  const stacks = columns.map(({ kinds }) => kinds.flatMap((kind) => nodes.filter((one) => one.kind === kind)))
  const height = Math.max(0, ...stacks.map(stackHeight))
  const placed = stacks.flatMap((stack, place) => placeStack(stack, place, height))
  return {
    width: columns.length * nodeWidth + (columns.length - 1) * between,
    height,
    headings: columns.map(({ title }, place) => ({ title, x: place * (nodeWidth + between) })),
    nodes: placed,
    lines: lines.flatMap((line) => placeLine(line, placed)),
  }
}

const gapIn = (stack: readonly EdgeNode[]) => (stack.some(({ kind }) => kind === 'Router') ? wideGap : gap)

function stackHeight(stack: readonly EdgeNode[]): number {
  const inner = Math.max(0, stack.length - 1) * gapIn(stack)
  return stack.reduce((sum, node) => sum + heightOf(node), inner)
}

function placeStack(stack: readonly EdgeNode[], place: number, height: number): readonly PlacedNode[] {
  const x = place * (nodeWidth + between)
  let y = (height - stackHeight(stack)) / 2
  return stack.map((node) => {
    const placed = { node, x, y, width: nodeWidth, height: heightOf(node) }
    y += placed.height + gapIn(stack)
    return placed
  })
}

function placeLine(line: EdgeLine, placed: readonly PlacedNode[]): readonly PlacedLine[] {
  const [from, to] = [line.from, line.to].map((id) => placed.find(({ node }) => node.id === id))
  return from && to ? [{ line, path: pathBetween(from, to) }] : []
}

/** From edge to edge: downwards in a column, sideways between two. */
function pathBetween(from: PlacedNode, to: PlacedNode): string {
  if (from.x === to.x) return `M${from.x + from.width / 2} ${from.y + from.height}V${to.y}`
  const rightwards = from.x < to.x
  const [start, end] = [rightwards ? from.x + from.width : from.x, rightwards ? to.x : to.x + to.width]
  const [one, other] = [from.y + from.height / 2, to.y + to.height / 2]
  const middle = (start + end) / 2
  return `M${start} ${one}C${middle} ${one} ${middle} ${other} ${end} ${other}`
}
