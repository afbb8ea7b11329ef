import { Notifications } from '@mantine/notifications';

/** Where short messages come up. What is said before this is loaded waits for it. */
export function Toasts() {
  return <Notifications position="bottom-left" limit={3} />;
}
