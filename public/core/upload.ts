import { ApiError, refusal } from './api-error';

export interface Upload {
  /** From 0 to 1. */
  onProgress?: (fraction: number) => void;
  signal?: AbortSignal;
}

/** Over XMLHttpRequest, because fetch cannot tell how much has left. */
export function sendFile<T>(url: string, file: File, token: string | null, { onProgress, signal }: Upload): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const request = new XMLHttpRequest();
    const cancel = () => request.abort();
    const done = () => signal?.removeEventListener('abort', cancel);

    request.open('POST', url);
    request.responseType = 'json';
    request.setRequestHeader('accept', 'application/json');
    if (token) request.setRequestHeader('authorization', `Bearer ${token}`);
    request.upload.onprogress = (event) => onProgress?.(event.lengthComputable ? event.loaded / event.total : 0);
    request.onload = () => {
      done();
      if (request.status >= 200 && request.status < 300) resolve(request.response as T);
      else reject(refusal(request.status, request.response));
    };
    request.onerror = () => {
      done();
      reject(new ApiError({ code: 'NETWORK', message: 'The server cannot be reached' }));
    };
    request.onabort = () => {
      done();
      reject(new ApiError({ code: 'CANCELLED', message: 'Cancelled' }));
    };
    if (signal?.aborted) return cancel();
    signal?.addEventListener('abort', cancel);

    const form = new FormData();
    form.append('file', file, file.name);
    request.send(form);
  });
}
