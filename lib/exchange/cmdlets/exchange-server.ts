import { switchParameter } from '@/lib/shell'
import { exchangeServer } from '../topology/exchange-server'
import { databaseCmdlets } from './database'
import { getCmdlet } from './get-cmdlet'
import { serverCmdlets } from './server'
import { setCmdlet } from './set-cmdlet'

/** `exch01.contoso.local` is EXCH01: no two servers of a site have one name. */
export function computerOf(identity: string): string {
  return /^[^\\\s]+\.[^\\\s]+$/.test(identity.trim()) ? (identity.split('.')[0] ?? identity) : identity
}

export const topologyCmdlets = [
  getCmdlet(exchangeServer, {
    synopsis: 'Lists the servers with Exchange on them.',
    extra: { Status: switchParameter },
    meant: computerOf,
  }),
  setCmdlet(exchangeServer, {
    synopsis:
      'Changes what is set for one server: reports to Microsoft, its product key, its domain controllers.',
    meant: computerOf,
  }),
  ...databaseCmdlets,
  ...serverCmdlets,
]
