'use client'

import { useFormStatus } from 'react-dom'
import { Button, type ButtonProps } from './button'

/** The submit button of a form with an action: busy while the action runs, so that it cannot be sent twice. */
export function SubmitButton(props: ButtonProps) {
  const { pending } = useFormStatus()
  return <Button type="submit" look="primary" {...props} busy={pending || props.busy} />
}
