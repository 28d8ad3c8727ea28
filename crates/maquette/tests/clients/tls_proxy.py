"""A proxy for clients whose host is written into them: it stands for that host with a certificate of its own, and hands
every request to another server."""

import datetime
import http.client
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


def certify(host, folder):
    """Makes an authority and a certificate of `host` by it; the authority's file, and a server's TLS settings."""
    now = datetime.datetime.now(datetime.timezone.utc)
    authority, own = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    named = lambda name: x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])

    def certificate(subject, key, extensions):
        builder = x509.CertificateBuilder().subject_name(named(subject)).issuer_name(named("test authority"))
        builder = builder.public_key(key.public_key()).serial_number(x509.random_serial_number())
        builder = builder.not_valid_before(now - datetime.timedelta(days=1))
        builder = builder.not_valid_after(now + datetime.timedelta(days=1))
        for extension, critical in extensions:
            builder = builder.add_extension(extension, critical)
        return builder.sign(authority, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    folder = Path(folder)
    basic = x509.BasicConstraints(ca=True, path_length=None)
    (folder / "authority.pem").write_bytes(certificate("test authority", authority, [(basic, True)]))
    names = x509.SubjectAlternativeName([x509.DNSName(host)])
    key = own.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "own.pem").write_bytes(key + certificate(host, own, [(names, False)]))
    settings = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    settings.load_cert_chain(folder / "own.pem")
    return folder / "authority.pem", settings


class Proxy:
    """Listens on this machine; requests to `https://<host>/…` go to `<target>/…`."""

    def __init__(self, host, target, folder):
        self.authority, settings = certify(host, folder)
        self.requests = []
        requests, target = self.requests, urlsplit(target)

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_CONNECT(self):
                if self.path != f"{host}:443":
                    return self.send_error(502)
                self.send_response(200)
                self.end_headers()
                self.connection = settings.wrap_socket(self.connection, server_side=True)
                self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)
                self.close_connection = False

            def forward(self):
                requests.append((self.command, self.path))
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                skipped = {"host", "connection", "content-length", "transfer-encoding", "accept-encoding"}
                headers = {name: value for name, value in self.headers.items() if name.lower() not in skipped}
                server = http.client.HTTPConnection(target.hostname, target.port, timeout=60)
                server.request(self.command, target.path + self.path, body or None, headers)
                answer = server.getresponse()
                content = answer.read()
                self.send_response(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in skipped:
                        self.send_header(name, value)
                self.send_header("content-length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = do_DELETE = forward

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server.server_port}"
