import { DetailsPane } from '@/components/frame/three-pane'
import { kindOf, type ListedObject } from './directory-columns'

/** What the details show of the selected group or contact. */
export interface SelectedObject
  extends Pick<ListedObject, 'id' | 'name' | 'class' | 'security' | 'external'> {
  readonly displayName: string
  readonly container: string
  readonly addresses: readonly { readonly address: string; readonly primary: boolean }[]
  readonly hidden: boolean
  readonly filter: string | null
  readonly members: readonly string[]
  readonly memberCount: number
}

function membersIn({ members, memberCount }: SelectedObject): string {
  if (memberCount === 0) return 'Nobody'
  const more = memberCount - members.length
  return more > 0 ? `${members.join(', ')} and ${more.toLocaleString('en-US')} more` : members.join(', ')
}

/** The selected group or contact under the list. */
export function DirectoryDetails({ one }: { one: SelectedObject }) {
  const addresses = one.addresses.map(({ address, primary }) => (
    <div key={address}>
      {address}
      {primary && ' (primary)'}
    </div>
  ))
  return (
    <DetailsPane
      title={one.displayName}
      subtitle={kindOf({ ...one, alias: addresses.length > 0 ? '' : null })}
      facts={[
        { term: 'Email addresses', value: addresses.length > 0 ? addresses : 'None' },
        ...(one.external ? [{ term: 'Mail goes to', value: one.external }] : []),
        ...(one.class === 'DistributionGroup'
          ? [{ term: `Members (${one.memberCount.toLocaleString('en-US')})`, value: membersIn(one) }]
          : []),
        ...(one.filter ? [{ term: 'Members are all that fulfil', value: <code>{one.filter}</code> }] : []),
        { term: 'Address lists', value: one.hidden ? 'Hidden from them' : 'Shown in them' },
        { term: 'Organizational unit', value: one.container || 'None' },
      ]}
    />
  )
}
