interface Notice {
  title: string;
  body: string;
  /** Replaces what was shown with the same one. */
  tag: string;
  /** Stays until it is answered. */
  isUrgent?: boolean;
  onOpen: () => void;
}

/** On the desktop, for those who look elsewhere and have allowed it. */
export function notify({ title, body, tag, isUrgent = false, onOpen }: Notice): void {
  if (!document.hidden || !('Notification' in window) || Notification.permission !== 'granted') return;
  const notification = new Notification(title, { body, tag, requireInteraction: isUrgent });
  notification.onclick = () => {
    window.focus();
    onOpen();
    notification.close();
  };
}
