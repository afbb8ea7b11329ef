/** Accounts of the demo data, shown to whoever starts it. Production refuses to run while one of them works. */
export const DEMO_LOGINS = [
  { username: 'admin', password: 'admin123', role: 'Admin', shop: null },
  { username: 'manager1', password: 'manager123', role: 'Manager', shop: 'Downtown Branch' },
  { username: 'support1', password: 'support123', role: 'Support Agent', shop: 'Downtown Branch' },
  { username: 'support2', password: 'support123', role: 'Support Agent', shop: 'Mall Branch' },
  { username: 'support3', password: 'support123', role: 'Support Agent', shop: 'Downtown Branch' },
  { username: 'support4', password: 'support123', role: 'Support Agent', shop: 'Downtown Branch' },
  { username: 'support5', password: 'support123', role: 'Support Agent', shop: 'Mall Branch' },
] as const;
