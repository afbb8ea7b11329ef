/** What one's own account is asked for and told. */
export const PROFILE = '/me/profile';
export const VERIFICATION = '/auth/email/resend';
export const MAIL = '/me/mail-preferences';
export const SIGN_INS = '/me/sign-ins';
export const DEACTIVATION = '/me/deactivate';
