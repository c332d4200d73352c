import { TaskGroup, TaskLink } from '@/components/frame/tasks'
import type { User } from '@/lib/exchange'

/** The original's two groups: the selected account's tasks, and the section's. `back` is the list as it stands. */
export function UserTasks({
  user,
  disabledReason,
  withEmail,
  back,
}: {
  user: User | null
  disabledReason: string | null
  withEmail: boolean
  back: string
}) {
  const to = (wizard: string) => `/do/${wizard}?for=${user?.id}&back=${encodeURIComponent(back)}`
  const task = (wizard: string, label: string) => (
    <TaskLink href={to(wizard)} disabledReason={disabledReason}>
      {label}
    </TaskLink>
  )
  return (
    <>
      {user && (
        <TaskGroup title={user.name}>
          {task('edit-user', 'View the account properties')}
          {task('change-password', 'Change the user account password')}
          {user.enabled
            ? task('deactivate-user', 'Deactivate the user account')
            : task('activate-user', 'Activate the user account')}
          {withEmail && !user.mailbox && task('create-mailbox', 'Create a mailbox')}
          {user.mailbox && (
            <TaskLink href="/owa" plain>
              Open Outlook Web App
            </TaskLink>
          )}
          {task('remove-user', 'Remove the user account')}
        </TaskGroup>
      )}
      <TaskGroup title="Users tasks">
        <TaskLink href="/users/add" disabledReason={disabledReason}>
          Add a user account
        </TaskLink>
        <TaskLink href="/users/import" disabledReason={disabledReason}>
          Import users from a CSV file
        </TaskLink>
        <TaskLink href="/users/export" plain>
          Export the users as CSV
        </TaskLink>
        <TaskLink href="/do/password-policy?back=/users" disabledReason={disabledReason}>
          Set the password policy
        </TaskLink>
        <TaskLink href={back}>Refresh</TaskLink>
      </TaskGroup>
    </>
  )
}
