import type { EdgeFacts, EdgeMap } from './edge-facts'
import { inwardLines } from './edge-inward'
import { edgeNodes, neighborLines } from './edge-nodes'
import { outwardLines } from './edge-outward'

export type { EdgeFacts, EdgeLine, EdgeMap, EdgeNode, EdgeState } from './edge-facts'

/** The edge of the organization as places and the ways between them; a way that is broken says why. */
export function edgeMap(facts: EdgeFacts): EdgeMap {
  return {
    nodes: edgeNodes(facts),
    lines: [...neighborLines(facts), ...inwardLines(facts), ...outwardLines(facts)],
  }
}
