import { command } from '@/lib/shell'
import { type ActivityQuery, activityPageSize } from '../queries/activity'
import { type ListCommand, pipeline } from './list-command'

/** The activity list as Search-AdminAuditLog, which exists where Exchange does. */
export function activityCommand({ actor, command: name, result, after, before }: ActivityQuery): ListCommand {
  const paged = after !== null || before !== null
  const search = command('Search-AdminAuditLog', {
    Cmdlets: name === null ? undefined : [name.toWellFormed()],
    UserIds: actor === null ? undefined : [actor.toWellFormed()],
    IsSuccess: result === null ? undefined : result === 'succeeded',
    ResultSize: paged ? 250_000 : activityPageSize,
  })
  return { ...pipeline(search), ...(paged ? { note: 'It lists all pages.' } : {}) }
}
