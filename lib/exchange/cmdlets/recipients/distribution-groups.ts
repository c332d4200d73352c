import { disableGroup, enableGroup } from './mail-enabled-group'
import { newGroup, removeGroup } from './new-distribution-group'
import { setGroup, setPlainGroup } from './set-distribution-group'

export const distributionGroupCmdlets = [
  newGroup,
  setGroup,
  setPlainGroup,
  enableGroup,
  disableGroup,
  removeGroup,
]
