import calm from './calm.svg';

export function Logo({ size }: { size: number }) {
  return <img src={calm} width={size} height={size} alt="" />;
}
