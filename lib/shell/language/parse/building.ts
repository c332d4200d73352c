import type { Node } from 'web-tree-sitter'
import type { Extent } from './ast'

/** What the grammar takes and PowerShell does not; caught in parse.ts. */
export class Unreadable {
  constructor(
    readonly message: string,
    readonly errorId: string,
    readonly at: Extent,
  ) {}
}

/** The source behind a tree that was read from its rewritten text. */
export class Building {
  constructor(
    readonly source: string,
    private readonly places: readonly number[],
    private readonly ends: readonly number[],
  ) {}

  extent(node: Node): Extent {
    const start = this.places[node.startIndex] ?? this.source.length
    return { start, end: Math.max(start, this.ends[node.endIndex - 1] ?? this.source.length) }
  }

  slice(node: Node): string {
    const { start, end } = this.extent(node)
    return this.source.slice(start, end)
  }

  named(node: Node): Node[] {
    return node.namedChildren.filter(
      (one): one is Node => one !== null && one.type !== 'comment' && one.type !== 'command_argument_sep',
    )
  }
}
