package dev.slipway.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommittedDefinitionsTest {

  @ParameterizedTest
  @EnumSource
  void theChartCarriesWhatTheRecordsSay(Definition definition) throws IOException {
    if ("write".equals(System.getProperty("slipway.crds"))) {
      definition.write();
    }
    assertThat(definition.committed().toPrettyString())
        .as("%s, which -Dslipway.crds=write writes anew", definition.file())
        .isEqualTo(definition.generated().toPrettyString());
  }
}
