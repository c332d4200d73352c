import { define, settingsOf } from './definition'
import { urlKind } from './kind'

export interface ClientAccessServer {
  /** Where domain members find Autodiscover: the service connection point in Active Directory. */
  readonly autoDiscoverServiceInternalUri: string | null
}

/** Named as the server. */
export const clientAccessServer = define<ClientAccessServer>('ClientAccessServer', 'Client Access server', {
  columns: ['Name'],
  settings: {
    AutoDiscoverServiceInternalUri: settingsOf<ClientAccessServer>()(
      'autoDiscoverServiceInternalUri',
      urlKind,
    ),
  },
})
