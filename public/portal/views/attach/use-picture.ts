import { useEffect, useState } from 'react';
import { usePortal } from '../../context';

/** The address of a picture in memory; null while it is fetched. */
export function usePicture(id: string, size: 'thumbnail' | 'content'): string | 'failed' | null {
  const { pictures } = usePortal();
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    let isWanted = true;
    pictures.address(id, size).then(
      (found) => isWanted && setAddress(found),
      () => isWanted && setAddress('failed'),
    );
    return () => {
      isWanted = false;
    };
  }, [pictures, id, size]);
  return address;
}
