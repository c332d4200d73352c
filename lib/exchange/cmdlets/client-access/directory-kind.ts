import type { ParameterTable } from '@/lib/shell'
import type { Definition } from '../../organization/definition'
import type { VirtualDirectory } from '../../organization/virtual-directory'

/** A kind of virtual directory: its noun, and what it is there for. */
export interface DirectoryKind<P extends VirtualDirectory> {
  readonly definition: Definition<P>
  readonly what: string
  /** What New- takes beside what the reference lists: it is in an example there. */
  readonly taken?: ParameterTable
}
