import { TaskGroup, TaskLink } from '@/components/frame/tasks'
import { shellAddress } from '@/components/ui/open-in-shell'
import { type Command, command, printCommand } from '@/lib/shell'
import type { SelectedObject } from './directory-details'

/** A task that the shell does: its command stands in the line there, to be looked at and run. */
function ShellTask({
  does,
  children,
  disabledReason,
}: {
  does: Command
  children: string
  disabledReason: string | null
}) {
  return (
    <TaskLink href={shellAddress([printCommand(does)]) ?? '/email/shell'} disabledReason={disabledReason}>
      {children}
    </TaskLink>
  )
}

const removals = {
  Contact: 'Remove-MailContact',
  DistributionGroup: 'Remove-DistributionGroup',
  DynamicDistributionGroup: 'Remove-DynamicDistributionGroup',
} as const

/** The selected object's tasks, and the list's. */
export function DirectoryTasks({
  list,
  one,
  back,
  disabledReason,
}: {
  list: 'groups' | 'contacts'
  one: SelectedObject | null
  /** The list as it stands. */
  back: string
  disabledReason: string | null
}) {
  const task = (label: string, does: Command) => (
    <ShellTask does={does} disabledReason={disabledReason}>
      {label}
    </ShellTask>
  )
  return (
    <>
      {one && (
        <TaskGroup title={one.displayName}>
          {one.class === 'DistributionGroup' && (
            <>
              {task('View all members', command('Get-DistributionGroupMember', { Identity: one.name }))}
              {task(
                'Add a member',
                command('Add-DistributionGroupMember', { Identity: one.name, Member: '' }),
              )}
            </>
          )}
          {one.addresses.length > 0 &&
            task('Remove it', command(removals[one.class], { Identity: one.name }))}
        </TaskGroup>
      )}
      <TaskGroup title={list === 'groups' ? 'Groups tasks' : 'Contacts tasks'}>
        {list === 'groups'
          ? task('Add a distribution group', command('New-DistributionGroup', { Name: '' }))
          : task('Add a mail contact', command('New-MailContact', { Name: '', ExternalEmailAddress: '' }))}
        <TaskLink href={back}>Refresh</TaskLink>
      </TaskGroup>
    </>
  )
}
