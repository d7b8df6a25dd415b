package io.avatarorigin.worker.fetch.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Check values of the algorithms' catalogue, and what {@code git hash-object} prints. */
class ChecksumAlgorithmTest {
  @ParameterizedTest
  @CsvSource({
    "SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
    "GIT_BLOB, e2e107ac61ac259b87c544f6e7a4eb03422c6c21",
    "CRC32, cbf43926",
    "CRC32C, e3069283",
    "CRC64_NVME, ae8b14860a799888"
  })
  void comesToTheKnownValue(ChecksumAlgorithm algorithm, String expected) {
    byte[] content = "123456789".getBytes(StandardCharsets.US_ASCII);
    ChecksumAlgorithm.Running running = algorithm.start(content.length);

    running.update(content, content.length);

    assertThat(running.finish()).isEqualTo(expected);
  }
}
